import { useTranslation } from 'react-i18next'
import type { ConnectionSummary } from '../../../shared/connection'
import { ask, courier } from '../../bridge'
import { useNotify } from '../../ui/use-notify'

/** The ways of changing the connection in use. */
export interface Switch {
  readonly to: (connection: ConnectionSummary) => Promise<void>
  readonly toPractice: () => Promise<void>
}

/** Changes the connection in use and says so. */
export function useSwitch(): Switch {
  const { t } = useTranslation('connections')
  const notify = useNotify()
  // A command by its name, and no hook of React.
  const { usePractice: openPractice } = courier.connections
  return {
    to: async ({ id, label }) => {
      const done = await notify.attempt(ask(courier.connections.activate({ id })).then(() => true))
      if (done) notify.show({ tone: 'success', title: t('menu.switched', { label }) })
    },
    // The strip under the bar says where one is; a message would say it twice.
    toPractice: async () => {
      await notify.attempt(ask(openPractice()))
    },
  }
}
