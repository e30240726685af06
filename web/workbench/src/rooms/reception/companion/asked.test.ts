import { describe, expect, it } from 'vitest';
import { asked } from './asked';

const said = (sender: 'buyer' | 'agent', text: string, recalled = false) => ({
  sender,
  kind: 'text' as const,
  text,
  recalled,
});

describe('what the buyer asks now', () => {
  it('is all that they said since our last word', () => {
    expect(asked([said('buyer', 'a'), said('agent', 'b'), said('buyer', 'c'), said('buyer', 'd')])).toBe('c\nd');
  });
  it('stays when it was answered, until they speak again', () => {
    expect(asked([said('buyer', 'a'), said('buyer', 'b'), said('agent', 'c')])).toBe('a\nb');
  });
  it('passes over what was taken back, and is nothing where nobody asked', () => {
    expect(asked([said('buyer', 'a'), said('agent', 'b', true), said('buyer', 'c')])).toBe('a\nc');
    expect(asked([said('agent', 'b')])).toBe('');
  });
});
