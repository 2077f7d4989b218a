import {
  appendChunks,
  closeFile,
  openFile,
  SMALL_FILE_BYTES,
  writeSmallFile,
} from './file-descriptors'

/** Writes a new file from chunks that come faster than the disk takes them. */
export type FileWriter = {
  /** @returns false when the source should pause until `onDrained` */
  push(chunk: Buffer): boolean
  /** Resolves when all bytes are written and the file is closed; fails when the disk refused. */
  finish(): Promise<void>
  /** Closes the file as it is. */
  abandon(): Promise<void>
}

/** 512 KiB: few large writes instead of one for each 64 KiB that a socket gives. */
const WRITE_BYTES = 512 * 1024
/** 4 MiB: as much as may wait for the disk, for each body. */
const HIGH_WATER_BYTES = 4 * 1024 * 1024

/**
 * @param onDrained called when the source may go on
 * @param onFailed called once when the disk refuses; the writer takes no more afterwards
 */
export function createFileWriter(
  path: string,
  onDrained: () => void,
  onFailed: (cause: unknown) => void,
): FileWriter {
  let fd: number | undefined
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let paused = false
  let stopped = false
  let failure: unknown
  let writing: Promise<void> | undefined

  async function write(): Promise<void> {
    fd ??= await openFile(path, 'wx')
    while (waiting.length > 0 && !stopped) {
      const batch = waiting
      waiting = []
      waitingBytes = 0
      if (paused) {
        paused = false
        onDrained()
      }
      await appendChunks(fd, batch)
    }
  }

  function start(): Promise<void> {
    writing ??= write().then(
      () => {
        writing = undefined
      },
      (cause: unknown) => {
        stopped = true
        failure = cause
        onFailed(cause)
      },
    )
    return writing
  }

  async function shut(): Promise<void> {
    if (fd !== undefined) await closeFile(fd)
    fd = undefined
  }

  return {
    push(chunk) {
      waiting.push(chunk)
      waitingBytes += chunk.length
      if (waitingBytes >= WRITE_BYTES && !writing && !stopped) void start()
      paused = waitingBytes >= HIGH_WATER_BYTES
      return !paused
    },
    async finish() {
      if (fd === undefined && !writing && !stopped && waitingBytes <= SMALL_FILE_BYTES) {
        return writeSmallFile(path, waiting)
      }
      await writing
      if (!stopped) await start()
      await shut()
      if (failure !== undefined) throw failure
    },
    async abandon() {
      stopped = true
      await writing
      await shut()
    },
  }
}
