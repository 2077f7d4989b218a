import '@mantine/core/styles.css'
import './styles/tokens.css'
import './styles/mantine.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { StartFailed } from './app/start-failed'
import { errorInfoOf } from './bridge'
import { refreshAppInfo } from './state/app-info'
import { connectionsMirror } from './state/connections'
import { startLinkCopying } from './state/link-copying'
import { networkMirror } from './state/network'
import { noticesMirror } from './state/notices'
import { settingsMirror } from './state/settings'
import { stagingMirror } from './state/staging'
import { startTransfers } from './state/transfers'
import { setUpText } from './text'
import { languageFor } from './text/language'

/** Loads what the first picture needs, then draws it: no flash of the wrong language or theme. */
async function start(): Promise<void> {
  const root = createRoot(document.getElementById('root') ?? document.body)
  try {
    const [info] = await Promise.all([
      refreshAppInfo(),
      settingsMirror.start(),
      connectionsMirror.start(),
      stagingMirror.start(),
      noticesMirror.start(),
      networkMirror.start(),
      startTransfers(),
      startLinkCopying(),
    ])
    await setUpText(languageFor(settingsMirror.get().language, info.systemLanguage))
    root.render(
      <StrictMode>
        <App />
      </StrictMode>,
    )
  } catch (problem) {
    await setUpText(languageFor('system', navigator.language))
    root.render(<StartFailed error={errorInfoOf(problem)} />)
  }
}

void start()
