import type { Settings } from '../../shared/settings'

const ENGLISH = {
  practiceBucket: 'Practice bucket',
  startFailed:
    'OSS Courier could not start. Nothing was changed. Close other copies of it and try again; the log says more.',
  noRoom: 'The disk is full, so OSS Courier can’t start.',
  noRoomDetail: (folder: string) =>
    `Its queue lies in ${folder} and can’t be opened, because that disk has no room left. Nothing is lost. Free some space on it, then try again.`,
  tryAgain: 'Try again',
  damaged: 'A file of the app was damaged and has been put aside.',
  damagedDetail:
    'Nothing in your buckets or folders has changed. What could be read is still here; the rest lies in the app’s data folder as:',
  unreadableTitle: 'A part of the queue could not be read.',
  unreadable: (count: number) =>
    count === 1
      ? 'One entry makes no sense to this version of the app and is not in the list. It stays on disk.'
      : `${grouped(count)} entries make no sense to this version of the app and are not in the list. They stay on disk.`,
  quitQuestion: (count: number) =>
    count === 1 ? 'A transfer is under way.' : `${grouped(count)} transfers are under way.`,
  quitDetail: 'They will be kept and can go on at the next start.',
  quitAdding: 'A folder is still being added.',
  quitAddingDetail:
    'Of the folder that is still being added, the files found so far will be kept; drop it again for the rest.',
  quit: 'Quit',
  stay: 'Stay',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
}
const CHINESE: typeof ENGLISH = {
  practiceBucket: '练习 Bucket',
  startFailed:
    'OSS Courier 无法启动，未更改任何内容。请关闭其他正在运行的 OSS Courier 后重试；详情见日志。',
  noRoom: '磁盘已满，OSS Courier 无法启动。',
  noRoomDetail: (folder) =>
    `传输队列位于 ${folder}，该磁盘没有剩余空间，因此无法打开。数据没有丢失。请在该磁盘上腾出空间后重试。`,
  tryAgain: '重试',
  damaged: '应用的一个文件已损坏，现已另行保存。',
  damagedDetail:
    '您的 Bucket 和文件夹没有任何变化。能读取的内容仍然保留，其余内容位于应用数据文件夹：',
  unreadableTitle: '队列中有内容无法读取。',
  unreadable: (count) =>
    `有 ${grouped(count)} 条记录无法被此版本的应用识别，未列入队列，但仍保留在磁盘上。`,
  quitQuestion: (count) => `还有 ${grouped(count)} 个传输正在进行。`,
  quitDetail: '它们会被保留，下次启动时可以继续。',
  quitAdding: '文件夹仍在添加中。',
  quitAddingDetail: '仍在添加的文件夹中，已找到的文件会被保留；其余文件需要重新拖入。',
  quit: '退出',
  stay: '留下',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
}

/** `12345` -> `12,345`, as the page writes it in both languages. */
function grouped(count: number): string {
  return count.toLocaleString('en')
}

/**
 * The few words that main itself says; all others are the page's.
 * @param systemLanguage BCP 47 tag of the system, for the choice "as the system"
 */
export function wordsOf(language: Settings['language'], systemLanguage: string): typeof ENGLISH {
  const chosen = language === 'system' ? systemLanguage : language
  return chosen.toLowerCase().startsWith('zh') ? CHINESE : ENGLISH
}
