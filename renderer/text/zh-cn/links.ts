import type { links as english } from '../en/links'
import type { Translated } from '../translated'

export const links: Translated<typeof english> = {
  copyLink: '复制链接',
  copyLinks: '复制链接',
  copyAll: '复制全部链接',
  copyAs: '复制为…',
  openLink: '在浏览器中打开链接',
  showLink: '查看链接',
  chooseForm: '选择链接的格式',
  copied_other: '已复制 {{formatted}} 个链接',
  copying: {
    title: '正在复制链接',
    signed: '正在签名链接：{{signed}} / {{total}}',
  },
  validUntil: '有效期至 {{time}}',
  validFor: '有效期',
  asUploaded: '与上传时相同',
  form: {
    lines: '每行一个',
    semicolons: '用 ; 连接',
    markdown: 'Markdown',
    html: 'HTML',
    csv: 'CSV',
    tsv: 'TSV（用于电子表格）',
    json: 'JSON',
  },
  formHint: {
    lines: 'https://…',
    semicolons: '可直接粘贴到下载',
    markdown: '[名称](https://…)',
    html: '<a href="https://…">',
    csv: 'name,url',
    tsv: 'name ⇥ url',
    json: '[{"name": …}]',
  },
  detail: {
    title: '签名链接',
    signing: '正在签名…',
    expires: '在 {{time}} 之前，任何持有此链接的人都可以读取该文件。',
    source: '文件',
    key: 'Object Key',
    size: '大小',
    exactSize: '{{size}}（{{bytes}} 字节）',
    type: '类型',
    time: '上传时间',
  },
}
