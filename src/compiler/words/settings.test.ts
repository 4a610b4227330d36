import { expect, it } from 'vitest';
import { readSettings, SETTINGS } from './settings.ts';

/** That of the metrics server is made of another setting, and only described in the table. */
const DEFAULTS = Object.entries(SETTINGS).filter(([name]) => name !== 'metricsServer');

it.each(DEFAULTS)('accepts its own default for %s', (name, { value }) => {
  expect(readSettings({ [name]: value })).toEqual({ settings: readSettings({}).settings, problems: [] });
});
