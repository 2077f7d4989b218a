import { ActionIcon, Tooltip } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'

interface Props {
  readonly icon: Icon
  /** Read by screen readers and shown as a tooltip. */
  readonly label: string
  readonly onClick?: (() => void) | undefined
  readonly disabled?: boolean
  readonly tone?: 'plain' | 'accent' | 'danger'
  /** -1 inside a list that moves the focus by arrow keys. */
  readonly tabIndex?: number
  readonly size?: number
}

/** A button that is an icon, always with a name. */
export function IconButton({ icon: Glyph, label, tone = 'plain', size = 32, ...rest }: Props) {
  const color = tone === 'danger' ? 'red' : tone === 'accent' ? 'blue' : 'gray'
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color={color} size={size} aria-label={label} {...rest}>
        <Glyph size={Math.round(size * 0.56)} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
