import { create } from 'zustand'

/** What is being typed; everything else of the form is a setting and kept by main. */
interface UploadForm {
  /** undefined until the person types: the remembered directory is shown. */
  readonly directory: string | undefined
  readonly customName: string
  /** undefined while the validity field holds no valid number; absent until it is touched. */
  readonly validity: { readonly seconds: number | undefined } | undefined
}

/** The half-typed part of the upload form; it survives a change of workspace. */
export const useUploadForm = create<UploadForm>(() => ({
  directory: undefined,
  customName: '',
  validity: undefined,
}))
