// Rules that keep the console one thing: requests go through src/api, pages name no colours, no pixel type
// sizes and no Chinese, page groups do not lean on each other, money is not calculated with.
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

const requests = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'].map((name) => ({
  name, message: 'Requests go through src/api; the live channel and the terminal have their own sockets.',
}))

const literals = [
  { selector: 'Literal[value=/[\\u4e00-\\u9fff]/]', message: 'Words stand in src/i18n.' },
  { selector: 'TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]', message: 'Words stand in src/i18n.' },
  { selector: 'JSXText[value=/[\\u4e00-\\u9fff]/]', message: 'Words stand in src/i18n.' },
  { selector: 'Literal[value=/^(#[0-9a-fA-F]{3,8}|rgba?\\(.*|hsla?\\(.*)$/]', message: 'Colours stand in src/app/theme.' },
  { selector: 'JSXAttribute[name.name="style"]', message: 'Looks stand in style sheets.' },
  { selector: 'BinaryExpression[operator=/^[-+*/%]$/] > MemberExpression[property.name=/_(fen|bp)$/]', message: 'Amounts are added in lib/money.' },
]

export default ts.config(
  { ignores: ['dist', 'artefacts', 'src/api/schema.d.ts', 'src/api/operations.ts', 'tools/api/node_modules'] },
  ...ts.configs.recommended,
  { plugins: { 'react-hooks': hooks }, rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 14],
      '@typescript-eslint/no-explicit-any': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/api/**', 'src/app/live.ts'],
    rules: { 'no-restricted-globals': ['error', ...requests] },
  },
  { files: ['src/pages/**/*.tsx', 'src/ui/**/*.tsx', 'src/app/**/*.tsx'], rules: { 'no-restricted-syntax': ['error', ...literals] } },
  {
    files: ['src/**/*.tsx'],
    ignores: ['src/ui/DataTable.tsx'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'antd', importNames: ['Table'], message: 'Lists use ui/DataTable.' }] }] },
  },
  {
    files: ['src/pages/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'antd', importNames: ['Table'], message: 'Lists use ui/DataTable.' }], patterns: [{ group: ['@/pages/*', '../*'], message: 'A page group does not import another.' }] }] },
  },
)
