import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Words live in the language files; a component that spells one out would stay Chinese (or English) for everybody.
const noWords = [
  { selector: 'Literal[value=/[\\u3400-\\u9fff\\uff00-\\uffef]/]', message: 'Move the words to zh-CN.ts and en.ts.' },
  {
    selector: 'TemplateElement[value.raw=/[\\u3400-\\u9fff\\uff00-\\uffef]/]',
    message: 'Move the words to zh-CN.ts and en.ts.',
  },
  { selector: 'JSXText[value=/[\\p{L}]{2,}/u]', message: 'Move the words to zh-CN.ts and en.ts.' },
  {
    selector:
      'JSXAttribute[name.name=/^(title|placeholder|alt|aria-label|label|description|okText|cancelText)$/] > Literal[value=/[\\p{L}]{2,}/u]',
    message: 'Move the words to zh-CN.ts and en.ts.',
  },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage'] },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // The reception store is read outside React on purpose (virtual rows measure themselves).
      'react-hooks/incompatible-library': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@/rooms/*/*'], message: "Another room is used through its index.ts only: '@/rooms/people'." },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...noWords],
    },
  },
  {
    // The words themselves, the few words of a room that the frame shows, and what tests write.
    files: [
      'src/**/zh-CN.ts',
      'src/**/en.ts',
      'src/rooms/*/index.ts',
      'src/rooms/*/*/part.ts',
      'src/**/*.test.{ts,tsx}',
      'src/**/testing/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
