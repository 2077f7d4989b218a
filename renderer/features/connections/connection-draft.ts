import type { ConnectionDraft, ConnectionFields } from '../../../shared/connection'
import { formatEndpoint, parseEndpoint } from '../../../shared/endpoint'
import { addressOf, type ConnectionForm, changeForm, regionOf } from './connection-form'
import { isNewSecret, tidySecret } from './new-secret'

/** The name a connection gets when none is typed: `photos (cn-hangzhou)`; '' while nothing is known. */
export function suggestedLabel(form: ConnectionForm): string {
  const parsed = addressOf(form)
  const host = parsed.ok ? parsed.endpoint.host : ''
  const isOss = parsed.ok && parsed.endpoint.kind !== 'custom'
  const place = isOss ? regionOf(form) || host : host
  const bucket = form.bucket.trim()
  if (bucket === '' || place === '') return bucket || place
  return `${bucket} (${place})`
}

/**
 * What is sent to main. Call it with a form that has no problems; an address that can't be read is
 * sent as typed, and main refuses it.
 * @param id of the connection that is edited
 */
export function draftOf(form: ConnectionForm, id: string | undefined): ConnectionDraft {
  const stsToken = tidySecret(form.stsToken)
  return {
    ...(id === undefined ? {} : { id }),
    fields: fieldsOf(form),
    ...(isNewSecret(form)
      ? {
          secret: {
            keyId: tidySecret(form.keyId),
            keySecret: tidySecret(form.keySecret),
            ...(stsToken === '' ? {} : { stsToken }),
          },
        }
      : {}),
    keepUntilQuit: form.keepUntilQuit,
  }
}

/** Takes over what the server or a check proposes, e.g. the endpoint the bucket lies behind. */
export function applySuggestion(
  form: ConnectionForm,
  suggestion: Partial<ConnectionFields>,
): ConnectionForm {
  const { addressing, endpoint, bucket, region, signatureVersion, linkDomain } = suggestion
  const isCname = addressing === undefined ? form.mode === 'cname' : addressing === 'cname'
  const address =
    endpoint === undefined ? {} : isCname ? { domain: endpoint } : { endpoint: endpoint }
  const applied: ConnectionForm = {
    ...form,
    mode: isCname ? 'cname' : 'endpoint',
    pathStyle: addressing === undefined ? form.pathStyle : addressing === 'path-style',
    ...(bucket === undefined ? {} : { bucket }),
    ...(region === undefined ? {} : { region }),
    ...(signatureVersion === undefined ? {} : { signatureVersion }),
    ...(linkDomain === undefined ? {} : { linkDomain }),
  }
  return tidyAddress(changeForm(applied, address))
}

/** The address without the scheme that the HTTPS switch already shows. */
export function tidyAddress(form: ConnectionForm): ConnectionForm {
  const parsed = addressOf(form)
  if (!parsed.ok) return form
  const text = formatEndpoint(parsed.endpoint).replace(/^https?:\/\//, '')
  return form.mode === 'cname' ? { ...form, domain: text } : { ...form, endpoint: text }
}

/** The fields as main stores them. */
export function fieldsOf(form: ConnectionForm): ConnectionFields {
  const parsed = addressOf(form)
  const typed = form.mode === 'cname' ? form.domain : form.endpoint
  return {
    label: form.label.trim() || suggestedLabel(form),
    addressing: form.mode === 'cname' ? 'cname' : form.pathStyle ? 'path-style' : 'virtual-host',
    endpoint: parsed.ok ? formatEndpoint(parsed.endpoint) : typed.trim(),
    bucket: form.bucket.trim(),
    region: regionOf(form),
    signatureVersion: form.signatureVersion,
    linkDomain: form.mode === 'cname' ? '' : linkDomainOf(form.linkDomain),
  }
}

function linkDomainOf(typed: string): string {
  const parsed = parseEndpoint(typed)
  return parsed.ok ? formatEndpoint(parsed.endpoint) : typed.trim()
}
