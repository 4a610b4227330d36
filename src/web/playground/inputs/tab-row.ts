/** What the tabs of the inputs say: how many findings are behind each, and that something behind it is lit. */
import type { DiagnosticRow, Place } from '../../../playground/protocol.ts';
import { counted, shown } from '../../figures/words.ts';
import type { Tab } from '../../view/tabs.ts';

export function documentTab(
  name: string,
  diagnostics: readonly DiagnosticRow[],
  lit: readonly Place[],
  isFront: boolean,
): Tab {
  const own = diagnostics.filter(({ document }) => document === name);
  const errors = own.filter(({ severity }) => severity === 'error').length;
  const isLit = !isFront && lit.some(({ document }) => document === name);
  return {
    ...{ id: name, label: shown(name) },
    note: errors > 0 ? counted(errors, 'error') : own.length > 0 ? counted(own.length, 'warning') : '',
    class: classes(errors > 0 ? 'bad' : own.length > 0 ? 'warned' : '', isLit ? 'lit' : ''),
  };
}

export function settingsTab(id: string, bad: number, isLit: boolean): Tab {
  return {
    ...{ id, label: 'Settings', note: bad > 0 ? counted(bad, 'error') : '' },
    class: classes('tab-settings', bad > 0 ? 'bad' : '', isLit ? 'lit' : ''),
  };
}

function classes(...names: readonly string[]): string {
  return names.filter((name) => name !== '').join(' ');
}
