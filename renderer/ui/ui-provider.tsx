import { MantineProvider } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Settings } from '../../shared/settings'
import { theme } from './theme'
import { Toasts } from './toasts'

interface Props {
  readonly choice: Settings['theme']
  readonly children: ReactNode
}

/**
 * Light or dark, and the messages. Everything that would make Mantine write a <style> element
 * (its variables, its classes) is off: the CSP refuses it, and `styles/` holds the same statically.
 */
export function UiProvider({ choice, children }: Props) {
  const system = useColorScheme('light', { getInitialValueInEffect: false })
  return (
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      forceColorScheme={choice === 'system' ? system : choice}
    >
      {children}
      <Toasts />
    </MantineProvider>
  )
}
