import { describe, expect, it } from 'vitest'
import { callPlace } from './call-place.ts'

describe('callPlace', () => {
  it.each([
    ['/cgi-bin/message/custom/send', '/cgi-bin/message/custom/send'],
    ['/2/statuses/mentions/ids.json', '/2/statuses/mentions/ids.json'],
    ['/api/v2/tickets/create_many.json', '/api/v2/tickets/create_many.json'],
    ['/api/v2/tickets/35436/comments', '/api/v2/tickets/…/comments'],
    ['/api/v2/tickets/35436.json', '/api/v2/tickets/…'],
    ['/api/v2/users/show_many', '/api/v2/users/show_many'],
    ['/cgi-bin/user/oABCDEFGhijklmnopqrstuvwxyzA', '/cgi-bin/user/…'],
    ['/media/eyJhbGciOiJIUzI1NiJ9.payload.sig', '/media/…'],
    ['/%E5%BC%A0%E4%B8%89/avatar', '/…/avatar'],
    ['/', '/'],
    ['', '/'],
  ])('shows %s as %s', (path, shown) => {
    expect(callPlace(`https://api.test:8443${path}?access_token=t#f`)).toEqual({
      host: 'api.test:8443',
      path: shown,
    })
  })

  it('shows no credentials, and nothing of what is no address', () => {
    expect(callPlace('https://user:pass@api.test/x').host).toBe('api.test')
    expect(callPlace('secret')).toEqual({ host: '', path: '' })
  })
})
