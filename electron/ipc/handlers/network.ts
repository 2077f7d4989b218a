import type { NetworkTrial } from '../../connections/try-network'
import type { NetworkVault } from '../../settings/network-vault'
import type { HandlersOf } from '../handlers'

/** Commands about proxy and certificates; no answer ever holds the login. */
export function networkHandlers(deps: {
  vault: NetworkVault
  /** A file that the person picks; undefined when they cancel. */
  readCertificateFile: () => Promise<Buffer | undefined>
  tryNetwork: () => Promise<NetworkTrial>
}): HandlersOf<'network'> {
  const { vault } = deps
  return {
    'network.keys': () => vault.describe(),
    'network.setLogin': async ({ user, password, keepUntilQuit }) => {
      await vault.setLogin({ user, password }, keepUntilQuit)
      return undefined
    },
    'network.forgetLogin': () => {
      vault.forgetLogin()
      return undefined
    },
    'network.addAuthority': async () => {
      const file = await deps.readCertificateFile()
      return { added: file ? vault.addAuthorities(file) : 0 }
    },
    'network.removeAuthority': ({ id }) => {
      vault.removeAuthority(id)
      return undefined
    },
    'network.test': () => deps.tryNetwork(),
  }
}
