import type { upload as english } from '../en/upload'
import type { Translated } from '../translated'

export const upload: Translated<typeof english> = {
  drop: {
    title: '将文件或文件夹拖放到这里',
    body: '也可以拖放到窗口任意位置，或按 {{shortcut}} 粘贴',
    region: '添加文件',
    pickFiles: '选择文件',
    pickFolder: '选择文件夹',
    compact: '可将更多文件拖放到窗口任意位置',
  },
  staged: {
    title: '准备上传',
    list: '文件及其将使用的 Object Key',
    file: '文件',
    key: 'Object Key',
    size: '大小',
    more_other: '还有 {{formatted}} 个文件',
    walking: '正在读取文件夹…',
    clear: '清空',
    remove: '移除 {{name}}',
    leftOut_other: '已略过 {{formatted}} 个隐藏或系统文件',
    numbered: '已编号',
    renumbered: '已编号，因为本次添加中有另一个文件使用相同的 Key',
    needsDirectory: '选择目录后即可看到 Key',
  },
  problems: {
    title_other: '{{formatted}} 项无法添加',
  },
  options: {
    title: '位置与方式',
    directory: '目录',
    directoryHint: 'Bucket 中的文件夹，例如 docs 或 2026/reports。',
    directoryPlaceholder: 'docs',
    recent: '最近使用的目录',
    directoryMode: '日期文件夹',
    modes: {
      no_subdirectory: '不使用',
      yyyy_mm_dd_hierarchy: '年 / 月 / 日',
      yyyy_mm_dd_combined: '每天一个',
    },
    nameMode: '文件名',
    nameModes: {
      filename: '保持原名',
      filename_timestamp: '加上日期和时间',
    },
    customName: '自定义名称',
    customNameHint: '不写扩展名时使用文件自身的扩展名。',
    conflict: 'Key 已存在时',
    conflicts: {
      number: '两者都保留',
      overwrite: '替换',
      skip: '跳过',
    },
    conflictHints: {
      number: '新文件会被编号：report (2).pdf',
      overwrite: 'Bucket 中的对象会被替换。',
      skip: '不发送该文件。',
    },
  },
  start_other: '上传 {{formatted}} 个文件',
  started_other: '已将 {{formatted}} 个文件加入队列',
  waiting_other: '{{formatted}} 个文件正在等待，请先选择要上传到哪里。',
  staysBehind_other: '{{formatted}} 个文件无法上传，其余不受影响。{{problem}}',
  noConnection: '请先选择一个连接。',
}
