import { useState } from 'react'
import { openConnectionForm, openSecretForm } from '../features/connections/connection-dialog-state'
import { ConnectionSwitcher } from '../features/connections/connection-switcher'
import { FirstRun } from '../features/connections/first-run'
import { DownloadWorkspace } from '../features/download/download-workspace'
import { CopyProgress } from '../features/links/copy-progress'
import { NoticeBanners } from '../features/notices/notice-banners'
import { SettingsDialog } from '../features/settings/settings-dialog'
import { Shell } from '../features/shell/shell'
import { FinishAnnouncer } from '../features/transfers/finish-announcer'
import { TransferQueue } from '../features/transfers/transfer-queue'
import { UnfinishedDialog } from '../features/unfinished/unfinished-dialog'
import { UploadWorkspace } from '../features/upload/upload-workspace'
import { WaitingFiles } from '../features/upload/waiting-files'
import { useConnections } from '../state/connections'
import { useSettings } from '../state/settings'
import { useHasRows } from '../state/transfers'
import { openUnfinished } from '../state/unfinished'
import { UiProvider } from '../ui/ui-provider'
import { useLanguage } from './use-language'
import { useQueueLinks } from './use-queue-links'

/** The composition root of the window: the only place where features meet. */
export function App() {
  useLanguage()
  const theme = useSettings((settings) => settings.theme)
  return (
    <UiProvider choice={theme}>
      <Window />
    </UiProvider>
  )
}

function Window() {
  const [isSettingsOpen, setSettingsOpen] = useState(false)
  const links = useQueueLinks()
  const hasConnection = useConnections(({ connections }) => connections.length > 0)
  const hasUploads = useHasRows('upload')
  return (
    <>
      <Shell
        switcher={<ConnectionSwitcher />}
        onOpenSettings={() => setSettingsOpen(true)}
        onEditConnection={openConnectionForm}
        notices={<NoticeBanners onEnterSecret={openSecretForm} onShowUnfinished={openUnfinished} />}
        upload={
          <>
            {hasConnection ? (
              <UploadWorkspace />
            ) : (
              <>
                <WaitingFiles />
                <FirstRun />
              </>
            )}
            <CopyProgress />
            {(hasConnection || hasUploads) && (
              <TransferQueue direction="upload" links={links} hideWhenEmpty />
            )}
          </>
        }
        download={
          <>
            <DownloadWorkspace />
            <TransferQueue direction="download" hideWhenEmpty />
          </>
        }
      />
      <SettingsDialog opened={isSettingsOpen} onClose={() => setSettingsOpen(false)} />
      <UnfinishedDialog />
      <FinishAnnouncer />
    </>
  )
}
