/** The only door to Garden: moving to its next major touches this file alone. */
export { Button, IconButton } from '@zendeskgarden/react-buttons'
export { Field, Input, Radio, Select, Textarea } from '@zendeskgarden/react-forms'
export { Dots } from '@zendeskgarden/react-loaders'
export { Alert } from '@zendeskgarden/react-notifications'
export { Accordion } from '@zendeskgarden/react-components'
export { Tag } from '@zendeskgarden/react-tags'
export {
  ColorSchemeProvider,
  DEFAULT_THEME,
  ThemeProvider,
  useColorScheme,
} from '@zendeskgarden/react-theming'
