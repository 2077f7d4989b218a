import { IconSettings } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isCommand } from '../../lib/keyboard'
import { useActiveConnection } from '../../state/connections'
import { openWorkspace, useWorkspace, type Workspace } from '../../state/workspace'
import { IconButton } from '../../ui/icon-button'
import { Brand } from './brand'
import { ConnectionBanner } from './connection-banner'
import { DropOverlay } from './drop-overlay'
import styles from './shell.module.css'
import { useWindowDrop } from './use-window-drop'
import { useWindowPaste } from './use-window-paste'
import { tabIds, WorkspaceTabs } from './workspace-tabs'

interface Props {
  readonly switcher: ReactNode
  readonly onOpenSettings: () => void
  /** Opens the form of a connection whose secret has to be typed again. */
  readonly onEditConnection: (id: string) => void
  /** Strips under the bar that concern both workspaces. */
  readonly notices: ReactNode
  readonly upload: ReactNode
  readonly download: ReactNode
}

/** The frame of the window: two workspaces, the connection in use, settings, and drops anywhere. */
export function Shell(props: Props) {
  const { switcher, onOpenSettings, onEditConnection, notices, upload, download } = props
  const { t } = useTranslation(['shell', 'common'])
  const over = useWindowDrop()
  useWindowPaste()
  useShortcuts(onOpenSettings)
  return (
    <div className={styles.window}>
      <header className={styles.bar}>
        <div className={styles.brand}>
          <Brand />
          <h1 className={styles.name}>{t('common:appName')}</h1>
        </div>
        <WorkspaceTabs />
        <div className={styles.end}>
          {switcher}
          <IconButton icon={IconSettings} label={t('settings')} onClick={onOpenSettings} />
        </div>
      </header>
      <ConnectionBanner connection={useActiveConnection()} onEdit={onEditConnection} />
      {notices}
      <main className={styles.main}>
        <Panel workspace="upload">{upload}</Panel>
        <Panel workspace="download">{download}</Panel>
      </main>
      <DropOverlay over={over} />
    </div>
  )
}

/** Both stay mounted, so that half-typed text and scroll positions survive a change of workspace. */
function Panel({
  workspace,
  children,
}: {
  readonly workspace: Workspace
  readonly children: ReactNode
}) {
  const isOpen = useWorkspace() === workspace
  const { tab, panel } = tabIds(workspace)
  return (
    <div role="tabpanel" id={panel} aria-labelledby={tab} hidden={!isOpen} className={styles.panel}>
      {children}
    </div>
  )
}

/** Ctrl/Cmd+1 and 2 open the workspaces, Ctrl/Cmd+comma the settings. */
function useShortcuts(onOpenSettings: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isCommand(event)) return
      if (event.key === '1') openWorkspace('upload')
      else if (event.key === '2') openWorkspace('download')
      else if (event.key === ',') onOpenSettings()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [onOpenSettings])
}
