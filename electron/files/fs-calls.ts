import fs from 'node:fs'
import { promisify } from 'node:util'

// Node's calls with promises make memory outside of the heap for each, as `openFile` explains;
// where files go by the thousand, these are used.
export const link = promisify(fs.link)
export const lstat = promisify(fs.lstat)
export const rename = promisify(fs.rename)
export const stat = promisify(fs.stat)
export const unlink = promisify(fs.unlink)
