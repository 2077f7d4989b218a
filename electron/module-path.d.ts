/** The path of a module that the build keeps in a file of its own (electron-vite). */
declare module '*?modulePath' {
  const path: string
  export default path
}
