/** What a file roughly is, for its icon. */
export type FileKind =
  | 'image'
  | 'video'
  | 'audio'
  | 'document'
  | 'table'
  | 'slides'
  | 'pdf'
  | 'archive'
  | 'code'
  | 'text'
  | 'program'
  | 'other'

const EXTENSIONS: Readonly<Record<Exclude<FileKind, 'other'>, string>> = {
  image: 'jpg jpeg png gif webp svg bmp tif tiff heic heif avif ico psd raw',
  video: 'mp4 mov mkv avi webm m4v wmv flv mpg mpeg m2ts',
  audio: 'mp3 wav flac aac ogg m4a wma opus aiff',
  document: 'doc docx odt rtf pages wps epub',
  table: 'xls xlsx ods csv tsv numbers et parquet',
  slides: 'ppt pptx odp key dps',
  pdf: 'pdf',
  archive: 'zip tar gz tgz bz2 xz zst 7z rar br jar iso dmg',
  code: 'js mjs cjs jsx ts tsx json html htm css py rb go rs java kt c h cpp cs php sh sql xml yml yaml',
  text: 'txt md log ini conf cfg',
  program: 'exe msi apk app deb rpm appimage bin dll so',
}

const KIND_OF = new Map(
  Object.entries(EXTENSIONS).flatMap(([kind, list]) =>
    list.split(' ').map((extension) => [extension, kind as FileKind] as const),
  ),
)

const KIND_OF_TYPE: readonly (readonly [string, FileKind])[] = [
  ['image/', 'image'],
  ['video/', 'video'],
  ['audio/', 'audio'],
  ['application/pdf', 'pdf'],
  ['application/zip', 'archive'],
  ['text/', 'text'],
]

/** By the extension, else by the content type. */
export function fileKindOf(name: string, contentType?: string): FileKind {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const byType = KIND_OF_TYPE.find(([start]) => contentType?.startsWith(start))
  return KIND_OF.get(extension) ?? byType?.[1] ?? 'other'
}
