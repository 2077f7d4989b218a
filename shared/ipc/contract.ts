import { CHECK_STEPS } from '../check-steps'
import {
  connectionDraftSchema,
  connectionFieldsSchema,
  connectionSummarySchema,
} from '../connection'
import { appErrorInfoSchema } from '../errors'
import { linkCopyingSchema } from '../link-copying'
import { authoritySchema, networkKeysSchema, proxyLoginSchema } from '../network-keys'
import { noticeSchema } from '../notices'
import { z } from '../schema'
import {
  CONFLICT_POLICIES,
  DIRECTORY_MODES,
  FILE_NAME_MODES,
  LINK_FORMS,
  settingsPatchSchema,
  settingsSchema,
} from '../settings'
import { stagingChangeSchema, stagingSchema } from '../staging'
import { DIRECTIONS, transferPatchSchema } from '../transfer'
import { removedUnfinishedSchema, unfinishedSchema } from '../unfinished'

const nothing = z.undefined()
const id = z.string().min(1).max(60)
const noticeKey = z.string().min(1).max(400)
const uploadId = z.string().min(1).max(1024)
const validitySeconds = z.number().int().min(1)

/** Which rows a command is about: some by id, or all of one direction. */
const rowsSchema = z.union([
  z.object({ ids: z.array(id).min(1).max(200_000) }),
  z.object({ all: z.enum(DIRECTIONS) }),
])

/** Rows whose links are wanted: some by id (in the given order), a batch, or every upload. */
const linkRowsSchema = z.union([
  z.object({ ids: z.array(id).min(1).max(200_000) }),
  z.object({ batchId: id }),
  z.object({ all: z.literal('upload') }),
])

const connectionsSchema = z.object({
  connections: z.array(connectionSummarySchema),
  activeId: z.string().optional(),
  /** False where the system has no keyring: saving then needs `keepUntilQuit`. */
  keyringAvailable: z.boolean(),
})

/** One step of the connection test, with the failure that ended it and a fix the app can apply. */
const checkStepSchema = z.object({
  step: z.enum(CHECK_STEPS),
  outcome: z.enum(['passed', 'failed', 'not-permitted', 'skipped']),
  error: appErrorInfoSchema.optional(),
})
const checkReportSchema = z.object({
  usable: z.boolean(),
  steps: z.array(checkStepSchema),
  /** Fields with which the test would go further, e.g. the endpoint that the server named. */
  suggestion: connectionFieldsSchema.partial().optional(),
})

const appInfoSchema = z.object({
  version: z.string(),
  platform: z.enum(['darwin', 'win32', 'linux', 'other']),
  /** BCP 47 tag of the system's language. */
  systemLanguage: z.string(),
  /** For display only, home written as `~`; undefined until the person chose one. */
  downloadFolder: z.string().optional(),
})

const naming = z.object({
  directory: z.string().max(2000),
  directoryMode: z.enum(DIRECTORY_MODES),
  fileNameMode: z.enum(FILE_NAME_MODES),
  /** Only with exactly one staged file. */
  customName: z.string().max(2000).optional(),
})

/**
 * Every command the page can give to main, and nothing else: `area.verb` -> schemas of input and
 * output. To add one see the recipe in `electron/README.md`.
 */
export const COMMANDS = {
  'app.info': { input: nothing, output: appInfoSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.update': { input: settingsPatchSchema, output: settingsSchema },

  'network.keys': { input: nothing, output: networkKeysSchema },
  /** For the proxy that is set now, and for no other. */
  'network.setLogin': {
    input: proxyLoginSchema.extend({ keepUntilQuit: z.boolean() }),
    output: nothing,
  },
  'network.forgetLogin': { input: nothing, output: nothing },
  /** Asks for a file; `added` is 0 when the person cancels. */
  'network.addAuthority': { input: nothing, output: z.object({ added: z.number().int() }) },
  'network.removeAuthority': { input: z.object({ id: authoritySchema.shape.id }), output: nothing },
  /** One request to the address of the connection in use, the way that transfers take. */
  'network.test': {
    input: nothing,
    output: z.object({ host: z.string(), proxy: z.string().optional(), isOss: z.boolean() }),
  },

  'connections.list': { input: nothing, output: connectionsSchema },
  'connections.save': { input: connectionDraftSchema, output: connectionSummarySchema },
  'connections.remove': { input: z.object({ id }), output: nothing },
  'connections.activate': { input: z.object({ id }), output: nothing },
  'connections.check': { input: connectionDraftSchema, output: checkReportSchema },
  'connections.usePractice': { input: nothing, output: connectionSummarySchema },

  'staging.get': { input: nothing, output: stagingSchema },
  /** Sent by preload with paths of real dropped files; the page has no way to name a path. */
  'staging.addPaths': {
    input: z.object({ paths: z.array(z.string().min(1).max(32_767)).min(1).max(100_000) }),
    output: nothing,
  },
  'staging.pick': {
    input: z.object({ kind: z.enum(['files', 'folder']) }),
    output: z.object({ picked: z.number().int() }),
  },
  'staging.remove': { input: z.object({ ids: z.array(id).min(1) }), output: nothing },
  'staging.clear': { input: nothing, output: nothing },
  /** Ends the walks of uploads that were started: nothing more of them comes into the queue. */
  'staging.stopAdding': { input: nothing, output: nothing },

  'uploads.start': {
    input: z.object({
      connectionId: id,
      naming,
      conflict: z.enum(CONFLICT_POLICIES),
      validitySeconds,
    }),
    /** `added` files so far; `more` says that their folders are still being walked. */
    output: z.object({ batchId: id, added: z.number().int(), more: z.boolean() }),
  },
  'downloads.chooseFolder': {
    input: nothing,
    output: z.object({ folder: z.string().optional() }),
  },
  'downloads.openFolder': { input: nothing, output: nothing },
  'downloads.start': {
    input: z.object({
      text: z.string().min(1).max(20_000_000),
      conflict: z.enum(CONFLICT_POLICIES),
      /** Whose key fetches an OSS bucket that no connection names. */
      connectionId: id.optional(),
    }),
    output: z.object({ batchId: id, added: z.number().int() }),
  },

  /**
   * All rows, from nothing: they come as patches after `revision`, each of limited size, so that a
   * queue of 100,000 holds up neither side. `rows` is how many there are.
   */
  'transfers.follow': {
    input: nothing,
    output: z.object({ revision: z.number().int(), rows: z.number().int() }),
  },
  /** Stops rows and keeps what they have done, for `transfers.resume`. */
  'transfers.pause': { input: rowsSchema, output: nothing },
  'transfers.resume': { input: rowsSchema, output: nothing },
  /** Waiting rows before all others, in the order given. */
  'transfers.moveToTop': {
    input: z.object({ ids: z.array(id).min(1).max(200_000) }),
    output: nothing,
  },
  'transfers.cancel': { input: rowsSchema, output: nothing },
  'transfers.retry': { input: rowsSchema, output: nothing },
  /** Takes ended rows out of the list; files and objects stay. */
  'transfers.remove': { input: rowsSchema, output: nothing },
  'transfers.openFile': { input: z.object({ id }), output: nothing },
  'transfers.showInFolder': { input: z.object({ id }), output: nothing },

  'notices.list': { input: nothing, output: z.array(noticeSchema) },
  /** Does what a notice offers: tries now, saves the endpoint. */
  'notices.act': { input: z.object({ key: noticeKey }), output: nothing },
  'notices.dismiss': { input: z.object({ key: noticeKey }), output: nothing },

  /** Uploads in parts that this app began and that lie unfinished in a connection's bucket. */
  'unfinished.list': { input: z.object({ connectionId: id }), output: unfinishedSchema },
  /** Goes on with one: its row, or a new one with the same source. */
  'unfinished.resume': { input: z.object({ connectionId: id, uploadId }), output: nothing },
  /** Ends them on the server, with all that was sent. */
  'unfinished.remove': {
    input: z.object({ connectionId: id, uploadIds: z.array(uploadId).min(1).max(100_000) }),
    output: removedUnfinishedSchema,
  },

  /** Signs and puts on the clipboard, in main. `expiresAtMs` is when the first of them ends. */
  'links.copy': {
    input: z.object({
      rows: linkRowsSchema,
      form: z.enum(LINK_FORMS),
      validitySeconds: validitySeconds.optional(),
    }),
    output: z.object({ copied: z.number().int(), expiresAtMs: z.number() }),
  },
  /** Ends a copy that is under way; the clipboard stays as it was. */
  'links.cancelCopy': { input: nothing, output: nothing },
  /** One freshly signed link, to be shown. */
  'links.sign': {
    input: z.object({ id, validitySeconds: validitySeconds.optional() }),
    output: z.object({ url: z.string(), expiresAtMs: z.number() }),
  },
  'links.open': { input: z.object({ id }), output: nothing },
  /** Plain text the page shows (an error with its request id) onto the clipboard. */
  'clipboard.writeText': { input: z.object({ text: z.string().max(100_000) }), output: nothing },
  'clipboard.readText': { input: nothing, output: z.object({ text: z.string() }) },
} as const

/** Every event main sends to the page: `area.changed` -> schema of its payload. */
export const EVENTS = {
  'settings.changed': settingsSchema,
  'network.changed': networkKeysSchema,
  'connections.changed': connectionsSchema,
  'staging.changed': stagingChangeSchema,
  'transfers.changed': transferPatchSchema,
  /** While many links are being signed and copied; null when that has ended. */
  'links.changed': linkCopyingSchema.nullable(),
  'notices.changed': z.array(noticeSchema),
} as const

export type CommandName = keyof typeof COMMANDS
export type CommandInput<C extends CommandName> = z.input<(typeof COMMANDS)[C]['input']>
export type CommandOutput<C extends CommandName> = z.output<(typeof COMMANDS)[C]['output']>
export type EventName = keyof typeof EVENTS
export type EventPayload<E extends EventName> = z.output<(typeof EVENTS)[E]>

export type Connections = z.infer<typeof connectionsSchema>
export type CheckReport = z.infer<typeof checkReportSchema>
export type AppInfo = z.infer<typeof appInfoSchema>
export type RowSelection = z.infer<typeof rowsSchema>
export type LinkSelection = z.infer<typeof linkRowsSchema>
export type NamingInput = z.infer<typeof naming>
