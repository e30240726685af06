import { describe, expect, it } from 'vitest';
import { entriesOf } from './entries';
import type { Field, SettingLine } from './wire';

const words = (text: string) => ({ zh: text, en: text });
const field = (key: string, kind: Field['kind'], fields: Field[] | null = null): Field => ({
  key,
  kind,
  name: words(key),
  help: null,
  fields,
  whenEmpty: null,
  min: null,
  max: null,
  unit: null,
  choices: null,
  maxLength: null,
  maxItems: null,
  isMultiline: false,
  isExtra: true,
});
const line = (path: string, value: string | null): [string, SettingLine] => [
  path,
  { path, isEmpty: value === null, value: words(value ?? ''), sentence: words('') },
];

describe('entriesOf', () => {
  it('gives a group for each name of the book, with the settings it fills in', () => {
    const components = field('components', 'entries', [
      field('name', 'text'),
      field('rate', 'text'),
      field('cap', 'text'),
    ]);
    const lines = new Map([
      line('pay.components.commission.name', '提成'),
      line('pay.components.commission.rate', '0.5%'),
      line('pay.components.commission.cap', null),
      line('pay.components.base.name', null),
      line('pay.model', 'own'),
    ]);

    const groups = entriesOf(components, 'pay.components', lines);

    expect(groups.map((group) => [group.key, group.name.zh, group.fields?.map((inner) => inner.key)])).toEqual([
      ['commission', '提成', ['name', 'rate']],
      ['base', 'base', []],
    ]);
  });
});
