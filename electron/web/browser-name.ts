/**
 * The User-Agent for public links: Chromium's, which servers accept, without the words that make
 * some of them take the app for a robot; the app's own name stands at the end.
 * @param chromium Electron's `app.userAgentFallback`
 */
export function browserName(chromium: string, appVersion: string): string {
  const plain = chromium.replace(/ (?!Mozilla|AppleWebKit|Chrome|Safari)[\w.-]+\/\S+/g, '')
  return `${plain} OSSCourier/${appVersion}`
}
