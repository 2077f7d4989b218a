/** A region of the public cloud, by the id that V4 signatures use (`cn-hangzhou`). */
export type OssRegion = { id: string; names: { en: string; 'zh-CN': string } }

function region(id: string, en: string, chinese: string): OssRegion {
  return { id, names: { en, 'zh-CN': chinese } }
}

/**
 * The regions of the public cloud, in the order of Alibaba's page
 * (help.aliyun.com/zh/oss/user-guide/regions-and-endpoints). For choosing from: a region that is
 * not here is understood all the same, since hosts are recognised by their form.
 */
export const OSS_REGIONS: readonly OssRegion[] = [
  region('cn-hangzhou', 'China (Hangzhou)', '华东 1（杭州）'),
  region('cn-shanghai', 'China (Shanghai)', '华东 2（上海）'),
  region('cn-nanjing', 'China (Nanjing, local, closing down)', '华东 5（南京-本地地域-关停中）'),
  region('cn-fuzhou', 'China (Fuzhou, local, closing down)', '华东 6（福州-本地地域-关停中）'),
  region('cn-wuhan-lr', 'China (Wuhan, local)', '华中 1（武汉-本地地域）'),
  region('cn-qingdao', 'China (Qingdao)', '华北 1（青岛）'),
  region('cn-beijing', 'China (Beijing)', '华北 2（北京）'),
  region('cn-zhangjiakou', 'China (Zhangjiakou)', '华北 3（张家口）'),
  region('cn-huhehaote', 'China (Hohhot)', '华北 5（呼和浩特）'),
  region('cn-wulanchabu', 'China (Ulanqab)', '华北 6（乌兰察布）'),
  region('cn-shenzhen', 'China (Shenzhen)', '华南 1（深圳）'),
  region('cn-heyuan', 'China (Heyuan)', '华南 2（河源）'),
  region('cn-guangzhou', 'China (Guangzhou)', '华南 3（广州）'),
  region('cn-chengdu', 'China (Chengdu)', '西南 1（成都）'),
  region('cn-zhongwei', 'China (Zhongwei)', '西北 2（中卫）'),
  region('cn-hongkong', 'China (Hong Kong)', '中国香港'),
  region('rg-china-mainland', 'Chinese mainland (no region)', '无地域属性（中国内地）'),
  region('ap-northeast-1', 'Japan (Tokyo)', '日本（东京）'),
  region('ap-northeast-2', 'South Korea (Seoul)', '韩国（首尔）'),
  region('ap-southeast-1', 'Singapore', '新加坡'),
  region('ap-southeast-3', 'Malaysia (Kuala Lumpur)', '马来西亚（吉隆坡）'),
  region('ap-southeast-5', 'Indonesia (Jakarta)', '印度尼西亚（雅加达）'),
  region('ap-southeast-6', 'Philippines (Manila)', '菲律宾（马尼拉）'),
  region('ap-southeast-7', 'Thailand (Bangkok)', '泰国（曼谷）'),
  region('ap-southeast-8', 'Malaysia (Johor)', '马来西亚（柔佛州）'),
  region('eu-central-1', 'Germany (Frankfurt)', '德国（法兰克福）'),
  region('eu-west-1', 'UK (London)', '英国（伦敦）'),
  region('eu-west-2', 'France (Paris)', '法国（巴黎）'),
  region('us-west-1', 'US (Silicon Valley)', '美国（硅谷）'),
  region('us-east-1', 'US (Virginia)', '美国（弗吉尼亚）'),
  region('na-south-1', 'Mexico', '墨西哥'),
  region('me-east-1', 'UAE (Dubai)', '阿联酋（迪拜）'),
  region('me-central-1', 'Saudi Arabia (Riyadh)', '沙特（利雅得）'),
]

/** Endpoints of the finance cloud whose host does not hold the region id (same page). */
const FINANCE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['cn-hzjbp', 'cn-hangzhou-finance'],
  ['cn-hzjbp-a', 'cn-hangzhou-finance'],
  ['cn-hzjbp-b', 'cn-hangzhou-finance'],
  ['cn-hzfinance', 'cn-hangzhou-finance'],
  ['cn-shanghai-finance', 'cn-shanghai-finance-1'],
  ['cn-shanghai-finance-1-pub', 'cn-shanghai-finance-1'],
  ['cn-szfinance', 'cn-shenzhen-finance-1'],
  ['cn-shenzhen-finance', 'cn-shenzhen-finance-1'],
  ['cn-beijing-finance-1-pub', 'cn-beijing-finance-1'],
])

const REGION_FORM = /^(?:cn|ap|us|eu|me|na|sa|af|rg)(?:-[a-z0-9]+)+$/

/** True for anything of the form of a region id, in the list or not; `cn-hangzhou-internal` is none. */
export function isRegionId(text: string): boolean {
  return text.length <= 60 && REGION_FORM.test(text) && !text.endsWith('-internal')
}

/** The region id for signatures behind the region part of a host: `cn-hzfinance` → `cn-hangzhou-finance`. */
export function signingRegion(hostRegion: string): string {
  return FINANCE_ALIASES.get(hostRegion) ?? hostRegion
}
