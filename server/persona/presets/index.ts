import electronics from './electronics.json' with { type: 'json' }
import retail from './retail.json' with { type: 'json' }
import telecom from './telecom.json' with { type: 'json' }
import utility from './utility.json' with { type: 'json' }

/** Persona documents to start from, one per trade, for invented brands. Read them with `readDocument`. */
export const presets: Readonly<Record<string, unknown>> = {
  telecom,
  retail,
  electronics,
  utility,
}
