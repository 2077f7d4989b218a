import { Button } from '@mantine/core'
import { IconClipboard } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, courier } from '../../bridge'
import { isCommand } from '../../lib/keyboard'
import { useNotify } from '../../ui/use-notify'
import styles from './paste-box.module.css'
import { addToPaste, setPasteText, usePasteDraft } from './paste-draft'

interface Props {
  readonly isBusy: boolean
  readonly onStart: () => void
}

/** The box for links: the first thing one sees here, and where every paste lands. */
export function PasteBox({ isBusy, onStart }: Props) {
  const { t } = useTranslation('download')
  const notify = useNotify()
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const text = usePasteDraft((draft) => draft.text)
  const pasteClipboard = async (): Promise<void> => {
    const clipboard = await notify.attempt(ask(courier.clipboard.readText()))
    if (clipboard === undefined) return
    if (clipboard.text.trim() === '') notify.show({ tone: 'info', title: t('clipboardEmpty') })
    else addToPaste(clipboard.text)
    box.current?.focus()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !isCommand(event)) return
    event.preventDefault()
    onStart()
  }
  return (
    <div className={styles.root} data-filled={text !== '' || undefined}>
      <div className={styles.header}>
        <label htmlFor={id} className={styles.label}>
          {t('box')}
        </label>
        {text !== '' && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              setPasteText('')
              box.current?.focus()
            }}
          >
            {t('clear')}
          </Button>
        )}
        <Button
          size="xs"
          variant={text === '' ? 'filled' : 'default'}
          leftSection={<IconClipboard size={15} stroke={1.8} aria-hidden />}
          onClick={pasteClipboard}
        >
          {t(text === '' ? 'pasteButton' : 'pasteMore')}
        </Button>
      </div>
      <textarea
        ref={box}
        id={id}
        className={styles.box}
        placeholder={t('boxPlaceholder')}
        aria-describedby={`${id}-hint`}
        value={text}
        readOnly={isBusy}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => setPasteText(event.currentTarget.value)}
        onKeyDown={press}
      />
      <p id={`${id}-hint`} className={text === '' ? styles.hint : 'oc-only-read'}>
        {t('boxHint')}
      </p>
    </div>
  )
}
