import { Menu } from '@mantine/core'
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { TransferRow } from '../../../shared/transfer'
import { useListText } from '../../text/list-text'
import { IconButton } from '../../ui/icon-button'
import { useCopyError } from '../../ui/use-copy-error'
import { useOpenedAtOnce } from '../../ui/use-opened-at-once'
import { canRemove } from './queue-filter'
import type { RowActions } from './row-actions'

interface Props {
  readonly row: TransferRow
  readonly tabIndex: number
  readonly actions: RowActions
}

/** What else can be done to a row that has ended; a menu only from the first press on. */
export function RowMenu(props: Props) {
  const { t } = useListText()
  const [isUsed, setUsed] = useState(false)
  if (isUsed) return <UsedMenu {...props} />
  return (
    <IconButton
      icon={IconDots}
      label={t('rowActions', { name: props.row.name })}
      size={28}
      tabIndex={props.tabIndex}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setUsed(true)}
    />
  )
}

function UsedMenu({ row, tabIndex, actions }: Props) {
  const { t } = useListText()
  const copyError = useCopyError()
  const { target, opened, setOpened } = useOpenedAtOnce()
  const { state } = row
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <IconButton
          ref={target}
          icon={IconDots}
          label={t('rowActions', { name: row.name })}
          size={28}
          tabIndex={tabIndex}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {state.status === 'failed' && (
          <Menu.Item
            leftSection={<IconCopy size={16} stroke={1.7} aria-hidden />}
            onClick={() => copyError(state.error)}
          >
            {t('actions.copyError')}
          </Menu.Item>
        )}
        {canRemove(row) && (
          <Menu.Item
            leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
            onClick={() => actions.remove([row.id])}
          >
            {t('actions.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
