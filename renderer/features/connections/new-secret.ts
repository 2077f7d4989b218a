import type { ConnectionForm } from './connection-form'

/** True once something was typed into the fields of the secret: then all of them count. */
export function isNewSecret(form: ConnectionForm): boolean {
  return [form.keyId, form.keySecret, form.stsToken].some((text) => tidySecret(text) !== '')
}

/** Without the spaces and invisible characters of a paste. */
export function tidySecret(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim()
}
