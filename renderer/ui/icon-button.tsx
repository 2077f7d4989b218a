import { ActionIcon } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ComponentPropsWithRef } from 'react'

interface Props extends Omit<ComponentPropsWithRef<'button'>, 'color' | 'children' | 'size'> {
  readonly icon: Icon
  /** Read by screen readers and shown as a tooltip. */
  readonly label: string
  readonly tone?: 'plain' | 'accent' | 'danger'
  /** Width and height in pixels. */
  readonly size?: number
}

const COLORS = { plain: 'gray', accent: 'blue', danger: 'red' } as const

/**
 * A button that is an icon, always with a name. Its tooltip is the browser's own: a long list holds
 * dozens of these, and a tooltip component for each would be felt when scrolling.
 */
export function IconButton({ icon: Glyph, label, tone = 'plain', size = 32, ...rest }: Props) {
  return (
    <ActionIcon
      variant="subtle"
      color={COLORS[tone]}
      size={size}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Glyph size={Math.round(size * 0.56)} stroke={1.7} aria-hidden />
    </ActionIcon>
  )
}
