import type { unfinished as english } from '../en/unfinished'
import type { Translated } from '../translated'

export const unfinished: Translated<typeof english> = {
  title: '未完成的上传',
  open: '未完成的上传…',
  show: '查看…',
  intro: '这些文件已上传的部分保存在服务器上，在继续上传或移除之前会产生存储费用。',
  noConnection: '还没有连接。',
  none: '没有未完成的上传。',
  byOthers_other: '另有 {{formatted}} 个由其他程序开始。',
  notListed: '此密钥无权列出未完成的上传，因此只显示本应用记录的部分。',
  sent: '已上传 {{sent}} / {{size}}',
  sentUnknown: '已上传大小未知，共 {{size}}',
  began: '{{time}}前开始',
  source: {
    changed: '文件已更改，无法继续。',
    missing: '文件已不存在，无法继续。',
  },
  resume: '继续',
  removeAll: '全部移除',
  removeAllQuestion: '已上传的部分将丢失。',
  removeAllConfirm_other: '移除 {{formatted}} 个',
}
