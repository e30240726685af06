import { useEffect, useMemo } from 'react';
import { theme as antTheme, type ThemeConfig } from 'antd';
import { isOneOf, remembered } from '@/shared/store/remembered';
import { createStore, useStore } from '@/shared/store/store';
import { tokens, type Tone } from './tokens';

export type ThemeChoice = 'system' | 'light' | 'dark';

export const themeChoice = remembered<ThemeChoice>('theme', 'system', isOneOf('system', 'light', 'dark'));

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemTone = createStore<Tone>(systemDark.matches ? 'dark' : 'light');
systemDark.addEventListener('change', () => systemTone.set(systemDark.matches ? 'dark' : 'light'));

// Whoever asks the system for less motion gets dialogs and lists that are simply there.
const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
const isStill = createStore(stillness.matches);
stillness.addEventListener('change', () => isStill.set(stillness.matches));

export const useTone = (): Tone => {
  const choice = useStore(themeChoice);
  const system = useStore(systemTone);
  return choice === 'system' ? system : choice;
};

/** White words on the dark theme's own accent would be too pale. */
const pressed = {
  colorPrimary: tokens.light.accent,
  colorPrimaryHover: tokens.light['accent-ink'],
  colorPrimaryActive: tokens.light['accent-ink'],
};

/** Ant Design and our own style sheets read the same tokens: the former from here, the latter as `--zg-…` variables. */
export const useTheme = (): ThemeConfig => {
  const tone = useTone();
  const still = useStore(isStill);
  useEffect(() => {
    const root = document.documentElement;
    root.dataset['tone'] = tone;
    root.style.colorScheme = tone;
    for (const [name, value] of Object.entries(tokens[tone])) root.style.setProperty(`--zg-${name}`, value);
  }, [tone]);
  return useMemo(() => {
    const t = tokens[tone];
    return {
      algorithm: tone === 'dark' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
      token: {
        colorPrimary: t.accent,
        colorInfo: t.accent,
        colorLink: t['accent-ink'],
        colorError: t.red,
        colorWarning: t.amber,
        colorSuccess: t.green,
        colorSuccessBg: t['green-soft'],
        colorWarningBg: t['amber-soft'],
        colorErrorBg: t['red-soft'],
        colorInfoBg: t['accent-soft'],
        colorBgLayout: t.ground,
        colorBgContainer: t.surface,
        colorBgElevated: t.raised,
        colorBorder: t['line-strong'],
        colorBorderSecondary: t.line,
        colorText: t.ink,
        colorTextSecondary: t['ink-2'],
        colorTextTertiary: t['ink-3'],
        colorTextDescription: t['ink-3'],
        colorTextPlaceholder: t['ink-3'],
        fontFamily: 'var(--zg-font)',
        fontSize: 14,
        lineHeight: 22 / 14,
        borderRadius: 6,
        controlHeight: 32,
        motionDurationMid: '0.12s',
        motionDurationSlow: '0.18s',
        motion: !still,
        wireframe: false,
      },
      components: {
        Table: { cellPaddingBlockSM: 4, cellPaddingBlock: 6, headerBg: t.ground },
        Button: { primaryShadow: 'none', defaultShadow: 'none', ...(tone === 'dark' ? pressed : {}) },
        Tabs: { itemSelectedColor: t['accent-ink'], itemHoverColor: t['accent-ink'], inkBarColor: t.accent },
        Pagination: { itemActiveColor: t['accent-ink'], itemActiveColorHover: t['accent-ink'] },
        Badge: { colorError: tokens.light.red },
      },
    };
  }, [tone, still]);
};
