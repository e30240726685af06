import { expect, it } from 'vitest';
import { talkOf } from './talk-path';

const c = '0192f0aa-0000-7000-8000-00000000000b';

it('leads to the message of a conversation of the house', () => {
  expect(talkOf(`${c}-000042`)?.to).toBe(`/reception/${c}?at=42`);
  expect(talkOf(`${c}-1234567`)?.seq).toBe(1234567);
});

it('knows no place for a message that came in a file', () => {
  expect(talkOf('m-000042')).toBeNull();
  expect(talkOf(c)).toBeNull();
});
