import * as z from 'zod/mini'
import { contextSchema } from './context-schema.ts'
import { documentSchema } from './document.ts'

type Json = Readonly<Record<string, unknown>>

function schemaOf(schema: z.core.$ZodType, title: string): Json {
  return {
    title,
    ...(z.toJSONSchema(schema, {
      io: 'input',
      override: ({ jsonSchema }) => {
        // Unknown keys are left out, not refused.
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      },
    }) as Json),
  }
}

/** JSON Schema (2020-12) of a persona document, for editors and for OpenAPI. */
export function personaDocumentSchema(): Json {
  return schemaOf(documentSchema, 'PersonaDocument')
}

/** JSON Schema of a lint context. */
export function lintContextSchema(): Json {
  return schemaOf(contextSchema, 'LintContext')
}
