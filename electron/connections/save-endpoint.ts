import type { NamedEndpoint } from '../../shared/named-endpoint'
import { AppError } from '../errors/app-error'
import type { Vault } from './vault'

/**
 * Stores another endpoint in a connection; its secret stays as it is.
 * @throws AppError CONNECTION_NOT_FOUND, and what `Vault.save` throws
 */
export async function saveEndpoint(
  vault: Pick<Vault, 'list' | 'save'>,
  id: string,
  { endpoint, addressing, region }: NamedEndpoint,
): Promise<void> {
  const { connections } = await vault.list()
  const connection = connections.find((one) => one.id === id)
  if (!connection) throw new AppError('CONNECTION_NOT_FOUND')
  const { label, bucket, signatureVersion, linkDomain } = connection
  const fields = { label, bucket, signatureVersion, linkDomain, endpoint, addressing }
  await vault.save({
    id,
    fields: { ...fields, region: region ?? connection.region },
    keepUntilQuit: false,
  })
}
