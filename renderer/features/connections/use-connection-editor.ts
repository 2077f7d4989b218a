import { useRef, useState } from 'react'
import type { ConnectionFields, ConnectionSummary } from '../../../shared/connection'
import type { AppErrorInfo } from '../../../shared/errors'
import type { CheckReport } from '../../../shared/ipc/contract'
import { ask, courier, errorInfoOf } from '../../bridge'
import { useConnections } from '../../state/connections'
import { checkForm, type FieldName, type FormProblems } from './check-form'
import { applySuggestion, draftOf, tidyAddress } from './connection-draft'
import { type ConnectionForm, changeForm, EMPTY_FORM, formOf } from './connection-form'
import { shownProblems } from './shown-problems'

/** How the connection test stands. */
export type CheckState =
  | { readonly status: 'idle' }
  | { readonly status: 'testing' }
  | { readonly status: 'done'; readonly report: CheckReport }
  | { readonly status: 'failed'; readonly error: AppErrorInfo }

/** What the parts of the form share. */
export interface ConnectionEditor {
  readonly form: ConnectionForm
  readonly stored: ConnectionSummary | undefined
  /** Only those that the person has had a chance to avoid. */
  readonly problems: FormProblems
  /** How many fields still stand between the form and "Save". */
  readonly problemCount: number
  readonly asksToKeep: boolean
  readonly check: CheckState
  readonly saving: boolean
  readonly saveError: AppErrorInfo | undefined
  readonly change: (change: Partial<ConnectionForm>) => void
  readonly replace: (form: ConnectionForm) => void
  readonly leave: (field: FieldName) => void
  readonly suggest: (fields: Partial<ConnectionFields>) => void
  /** @returns false when fields are in the way; the first of them gets the focus */
  readonly test: () => Promise<boolean>
  /** @returns the stored connection, or undefined when fields or main are in the way */
  readonly save: () => Promise<ConnectionSummary | undefined>
}

/** The state of the connection form. @param stored the connection that is edited, if any */
export function useConnectionEditor(stored: ConnectionSummary | undefined): ConnectionEditor {
  const keyringAvailable = useConnections((connections) => connections.keyringAvailable)
  const [keyringRefused, setKeyringRefused] = useState(false)
  const [form, setForm] = useState(() => (stored ? tidyAddress(formOf(stored)) : EMPTY_FORM))
  const [left, setLeft] = useState<ReadonlySet<FieldName>>(new Set())
  const [tried, setTried] = useState<'nothing' | 'test' | 'save'>('nothing')
  const [check, setCheck] = useState<CheckState>({ status: 'idle' })
  const [saving, setSaving] = useState(false)
  const [saveError, setSaveError] = useState<AppErrorInfo>()
  const lastCheck = useRef(0)
  const asksToKeep = !keyringAvailable || keyringRefused
  const all = checkForm(form, {
    stored,
    keyringAvailable: !asksToKeep,
  })
  // A test needs no place for the secret.
  const { keepUntilQuit: _, ...problemsOfTest } = all
  const inTheWay = tried === 'save' ? all : problemsOfTest

  const replace = (next: ConnectionForm): void => {
    lastCheck.current += 1
    setForm(next)
    setCheck({ status: 'idle' })
    setSaveError(undefined)
  }

  const test = async (): Promise<boolean> => {
    setTried((before) => (before === 'save' ? 'save' : 'test'))
    if (Object.keys(problemsOfTest).length > 0) return false
    lastCheck.current += 1
    const mine = lastCheck.current
    setCheck({ status: 'testing' })
    const outcome = await askForCheck(form, stored)
    if (mine === lastCheck.current) setCheck(outcome)
    return true
  }

  const save = async (): Promise<ConnectionSummary | undefined> => {
    setTried('save')
    if (saving || Object.keys(all).length > 0) return undefined
    setSaving(true)
    setSaveError(undefined)
    try {
      const saved = await ask(courier.connections.save(draftOf(form, stored?.id)))
      if (stored === undefined) await ask(courier.connections.activate({ id: saved.id }))
      return saved
    } catch (problem) {
      const error = errorInfoOf(problem)
      if (error.code === 'KEYRING_UNAVAILABLE') setKeyringRefused(true)
      setSaveError(error)
      return undefined
    } finally {
      setSaving(false)
    }
  }

  return {
    form,
    stored,
    problems: tried === 'nothing' ? shownProblems(all, form, left) : inTheWay,
    problemCount: tried === 'nothing' ? 0 : Object.keys(inTheWay).length,
    asksToKeep,
    check,
    saving,
    saveError,
    change: (change) => replace(changeForm(form, change)),
    replace,
    leave: (field) => setLeft((fields) => new Set([...fields, field])),
    suggest: (fields) => replace(applySuggestion(form, fields)),
    test,
    save,
  }
}

async function askForCheck(
  form: ConnectionForm,
  stored: ConnectionSummary | undefined,
): Promise<CheckState> {
  try {
    return {
      status: 'done',
      report: await ask(courier.connections.check(draftOf(form, stored?.id))),
    }
  } catch (problem) {
    return { status: 'failed', error: errorInfoOf(problem) }
  }
}
