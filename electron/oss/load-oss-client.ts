/**
 * The maker of clients, loaded when the first one is wanted: ali-oss and what it needs are a third
 * of main's code, and the window has nothing to ask of them when it opens.
 */
export async function loadOssClient() {
  return (await import('./oss-client')).createOssClient
}
