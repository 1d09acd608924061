import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { addressOf, type Endpoint } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { openApi } from './open-api.ts'

const all: readonly Endpoint[] = endpoints

interface Operation {
  readonly operationId: string
  readonly parameters: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, unknown>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const document = openApi('1.2.3', { LintContext: { type: 'object' } }) as unknown as Document

function refsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' ? [String(inner)] : refsIn(inner),
  )
}

describe('openApi', () => {
  it('describes every endpoint once', () => {
    const ids = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    )
    expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort())
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('points every reference at a schema that exists', () => {
    const refs = refsIn(document)
    expect(refs.length).toBeGreaterThan(all.length)
    for (const ref of refs) {
      const name = ref.replace('#/components/schemas/', '')
      expect(Object.keys(document.components.schemas)).toContain(name)
    }
  })

  it('takes in schemas of other rooms and names no schema by a foreign id', () => {
    expect(document.components.schemas['LintContext']).toEqual({ type: 'object' })
    expect(JSON.stringify(document)).not.toContain('"$id"')
  })

  it('holds schemas that a validator compiles and that tell right from wrong', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'doc', ...(document as unknown as object) })
    const check = ajv.compile({ $ref: 'doc#/components/schemas/ReplyAct' })
    expect(check({ act: 'release' })).toBe(true)
    expect(check({ act: 'publish' })).toBe(false)
    for (const name of Object.keys(document.components.schemas))
      expect(() => ajv.compile({ $ref: `doc#/components/schemas/${name}` })).not.toThrow()
  })

  it('names the parts of every path and the body of every call that has one', () => {
    for (const { path, method, body, query } of all) {
      const operation = document.paths[`/api/v1${path}`]?.[method.toLowerCase()]
      const names = operation?.parameters.map(({ name }) => name)
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(names).toEqual([...parts, ...(query ?? [])])
      expect(operation?.requestBody !== undefined).toBe(body !== undefined)
      expect(Object.keys(operation?.responses ?? {})).toContain('401')
    }
  })
})

describe('addressOf', () => {
  it('escapes what it fills in, so that no id leads elsewhere', () => {
    expect(addressOf({ path: '/accounts/{account}/persona' }, { account: '../x y' })).toBe(
      '/api/v1/accounts/..%2Fx%20y/persona',
    )
  })

  it('appends search parameters that are given', () => {
    expect(addressOf({ path: '/pulse' }, {}, { ticket: '7&a', other: undefined })).toBe(
      '/api/v1/pulse?ticket=7%26a',
    )
  })
})
