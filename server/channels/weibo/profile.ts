import type { CustomerRef } from '../../core/message.ts'
import type { WeiboApi } from './api.ts'
import { textIn } from './fields.ts'

/** A fan's name: the push of a private message has none. One call per new sender. */
export async function lookUp(api: WeiboApi, uid: string): Promise<CustomerRef | undefined> {
  const body = await api.read('eps/user/info', { uid })
  const name = textIn(body, 'nickname')
  if (name === '') return undefined
  const [province, city, avatarUrl] = [
    textIn(body, 'province'),
    textIn(body, 'city'),
    textIn(body, 'headimgurl'),
  ]
  return {
    id: uid,
    name,
    ...(province && { province }),
    ...(city && { city }),
    ...(avatarUrl && { avatarUrl }),
  }
}
