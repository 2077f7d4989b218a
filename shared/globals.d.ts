/**
 * The little of the WHATWG URL standard that the rules here need. Node and browsers both have it;
 * the compiler's ES library alone does not name it.
 */
declare class URL {
  static canParse(url: string): boolean
  /** @throws TypeError when `url` is not a URL */
  constructor(url: string)
  readonly href: string
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly hostname: string
  readonly port: string
  readonly pathname: string
  readonly search: string
}
