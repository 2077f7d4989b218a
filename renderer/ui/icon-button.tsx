import type { Icon } from '@tabler/icons-react'
import type { ComponentPropsWithRef } from 'react'
import styles from './icon-button.module.css'

interface Props extends Omit<ComponentPropsWithRef<'button'>, 'color' | 'children'> {
  readonly icon: Icon
  /** Read by screen readers and shown as a tooltip. */
  readonly label: string
  readonly tone?: 'plain' | 'accent' | 'danger'
  /** Width and height in pixels. */
  readonly size?: 28 | 32
}

/**
 * A button that is an icon, always with a name. A plain element with the browser's own tooltip: a
 * long list holds dozens of these, and a component of the kit for each would be felt when scrolling.
 */
export function IconButton({ icon: Glyph, label, tone = 'plain', size = 32, ...rest }: Props) {
  return (
    <button
      type="button"
      className={styles.root}
      data-tone={tone}
      data-size={size}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Glyph size={Math.round(size * 0.56)} stroke={1.7} aria-hidden />
    </button>
  )
}
