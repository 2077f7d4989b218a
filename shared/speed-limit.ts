// Apart from the schema, so that the page can use these without zod.

/** 10 KB/s: below it a server takes us for gone. */
export const MIN_LIMIT_BYTES_PER_SECOND = 10 * 1024
/** 10 GB/s is as good as none. */
export const MAX_LIMIT_BYTES_PER_SECOND = 10 * 1024 ** 3
/** What stands for "no limit". */
export const NO_LIMIT = 0
