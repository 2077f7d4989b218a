/**
 * Errors that nobody caught are reported, and the app goes on. Without this Electron shows the stack
 * in a box that holds main up until it is closed, with no word for the person and whatever the error
 * quotes, and Node prints rejections as they are: neither goes through the redactor.
 */
export function catchBugs(
  source: Pick<NodeJS.Process, 'on'>,
  report: (thrown: unknown) => void,
): void {
  source.on('uncaughtException', report)
  source.on('unhandledRejection', report)
}
