import type { AppErrorInfo } from '../../shared/errors'
import { errorInfoOf } from '../bridge'
import { useErrorText } from '../text/use-error-text'
import { notify, type Toast } from './notify'

/** Messages for the corner of the window. */
export interface Notify {
  readonly show: (toast: Toast) => void
  /** Puts a failed command into words. */
  readonly fail: (problem: unknown) => void
  /** Puts a failure into words that came as part of an answer. */
  readonly failInfo: (info: AppErrorInfo) => void
  /** Runs a command and shows its failure, if any. @returns its value, or undefined if it failed */
  readonly attempt: <T>(command: Promise<T>) => Promise<T | undefined>
}

/** What a component uses to say that something worked or did not. */
export function useNotify(): Notify {
  const errorText = useErrorText()
  const fail = (problem: unknown): void => failInfo(errorInfoOf(problem))
  const failInfo = (info: AppErrorInfo): void => {
    if (info.code === 'CANCELLED') return
    const { what, next } = errorText(info)
    notify({ tone: 'danger', title: what, body: next })
  }
  const attempt = async <T>(command: Promise<T>): Promise<T | undefined> => {
    try {
      return await command
    } catch (problem) {
      fail(problem)
      return undefined
    }
  }
  return { show: notify, fail, failInfo, attempt }
}
