/** Two sentences in one line: a space between them, but none behind a Chinese full stop. */
export function joinSentences(first: string, second: string): string {
  return /[。！？]$/.test(first) ? first + second : `${first} ${second}`
}
