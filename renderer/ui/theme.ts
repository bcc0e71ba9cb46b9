import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  Popover,
  Portal,
  Select,
  Switch,
  Tooltip,
} from '@mantine/core';
import { beginningFirst } from './beginning-first.ts';

/** The one accent. Shade 7 carries white text in light, 6 in dark. */
const iris: MantineColorsTuple = [
  '#f1f1fe',
  '#e2e3fd',
  '#c5c8fb',
  '#a4a9f7',
  '#878df1',
  '#6a70e8',
  '#5558dc',
  '#4547c8',
  '#393ba6',
  '#2e3085',
];

/** Warm greys, so that pages read like paper rather than like a console. */
const gray: MantineColorsTuple = [
  '#f9f9f7',
  '#f3f3f0',
  '#eaeae6',
  '#deded9',
  '#c9c9c3',
  '#a3a4a1',
  '#7a7c7f',
  '#5a5d63',
  '#3a3c41',
  '#1d1e21',
];

const dark: MantineColorsTuple = [
  '#e9eaec',
  '#c6c9cf',
  '#a4a8b0',
  '#81868f',
  '#41454c',
  '#303339',
  '#25272c',
  '#1c1e21',
  '#141517',
  '#0d0e10',
];

/** Dark enough to carry white text on a button (7 in light, 6 in dark). */
const red: MantineColorsTuple = [
  '#fdecea',
  '#fad5d2',
  '#f6b1ad',
  '#ff9f99',
  '#e5666a',
  '#d64550',
  '#cd3a45',
  '#b4232c',
  '#931c24',
  '#71151b',
];

const green: MantineColorsTuple = [
  '#e5f4ec',
  '#c9e9d8',
  '#9dd6b8',
  '#74d7a5',
  '#49b07d',
  '#2c9c68',
  '#1d8254',
  '#17724a',
  '#125c3b',
  '#0d472d',
];

export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, gray, dark, red, green },
  black: gray[9],
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    // The placeholder would be a child that a menu may not have.
    Menu: Menu.extend({
      defaultProps: { position: 'bottom-end', shadow: 'md', width: 190, withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'lg', padding: 'lg', closeButtonProps: { 'aria-label': 'Close' } },
      styles: { title: { fontSize: '1.0625rem', fontWeight: 620 } },
    }),
    Notification: Notification.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } },
      styles: { description: { color: 'var(--mantine-color-dimmed)' }, title: { fontWeight: 600 } },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', radius: 'lg' } }),
    Portal: Portal.extend({ defaultProps: { target: '#overlays' } }),
    // Whoever types the name of a choice and presses Enter has chosen it: without a marked option, Enter would send the form with the old one.
    Select: Select.extend({
      defaultProps: {
        checkIconPosition: 'right',
        allowDeselect: false,
        selectFirstOptionOnChange: true,
        filter: beginningFirst,
      },
    }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, withArrow: true, events: { hover: true, focus: true, touch: false } },
    }),
  },
});

/** Mantine's own greys for secondary text fail AA on white; these do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[7],
    '--mantine-color-placeholder': '#6c6f75',
    '--mantine-color-error': '#b4232c',
    '--mantine-color-default-border': gray[3],
  },
  dark: {
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': '#959aa3',
    '--mantine-color-error': '#ff9a94',
    '--mantine-color-default-border': dark[4],
  },
});
