import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms } from './rooms';
import { tokens } from './tokens';

const files = readdirSync(join(process.cwd(), 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

describe('the workbench', () => {
  it('has files in kebab-case only', () => {
    const names = files.map((file) => basename(file)).filter((name) => name !== 'zh-CN.ts');
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name))).toEqual([]);
  });

  it('has rooms with different names, and words in both languages', () => {
    expect(new Set(rooms.map((room) => room.id)).size).toBe(rooms.length);
    for (const room of rooms) {
      expect(Object.keys(room.messages.en).sort()).toEqual(Object.keys(room.messages.zh).sort());
      for (const word of Object.values(room.messages.zh)) expect(word).not.toMatch(/!|！/);
    }
  });

  it('paints with colours that exist', () => {
    const known = new Set(Object.keys(tokens.light).map((name) => `--zg-${name}`));
    const unknown = [];
    for (const file of files.filter((name) => name.endsWith('.css'))) {
      const text = readFileSync(file, 'utf8');
      for (const [, name] of text.matchAll(/var\((--zg-[a-z0-9-]+)/g)) {
        if (!known.has(name!) && !text.includes(`${name}:`)) unknown.push(`${basename(file)}: ${name}`);
      }
    }
    expect(unknown).toEqual([]);
  });

  it('speaks without exclamation marks', async () => {
    const dictionaries = import.meta.glob<{ zh?: Record<string, string>; en?: Record<string, string> }>(
      '../**/{zh-CN,en}.ts',
    );
    const loud = [];
    for (const [file, load] of Object.entries(dictionaries)) {
      const { zh, en } = await load();
      for (const word of Object.values(zh ?? en ?? {})) if (/[!！]/.test(word)) loud.push(`${file}: ${word}`);
    }
    expect(loud).toEqual([]);
  });
});
