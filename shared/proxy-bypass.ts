/** As many exceptions as a company's list has, and then some. */
const MAX_RULES = 100

/**
 * A host name (meant with all below it), `.suffix`, `*.suffix`, an IP address, a block of them
 * (`10.0.0.0/8`), each but the last with a port if need be; `<local>` for names without a dot.
 */
const RULE =
  /^(<local>|\*?\.?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?(:\d{1,5})?|[0-9.]{7,15}\/\d{1,2}|\[?[0-9a-f:]+\]?(\/\d{1,3})?|\[[0-9a-f:]+\]:\d{1,5})$/

/** Whether this is a rule, in lower case. */
export function isBypassRule(rule: string): boolean {
  return rule.length <= 255 && RULE.test(rule)
}

/** The list as typed, the way `NO_PROXY` is written: with commas, semicolons or white space. */
export function parseBypass(typed: string): {
  readonly rules: readonly string[]
  /** What is no rule, for the message. */
  readonly refused: readonly string[]
} {
  const items = typed
    .toLowerCase()
    .split(/[\s,;，；、]+/)
    .filter((item) => item !== '')
  const rules = [...new Set(items.filter(isBypassRule))]
  const refused = [...items.filter((item) => !isBypassRule(item)), ...rules.slice(MAX_RULES)]
  return { rules: rules.slice(0, MAX_RULES), refused }
}
