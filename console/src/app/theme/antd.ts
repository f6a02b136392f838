// Ant Design's tokens: chosen so that text, buttons and tags pass WCAG AA in light and in dark.
import { theme, type ThemeConfig } from 'antd'

export const fontText = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif'
export const fontCode =
  'ui-monospace,"SF Mono",Consolas,"Sarasa Mono SC","Noto Sans Mono CJK SC",monospace'

const shared = {
  fontFamily: fontText,
  fontFamilyCode: fontCode,
  fontSize: 14,
  borderRadius: 6,
  borderRadiusLG: 10,
  wireframe: false,
}

export const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#0958d9',
    colorPrimaryHover: '#1765d8',
    colorInfo: '#0958d9',
    colorLink: '#0958d9',
    colorLinkHover: '#003eb3',
    colorSuccess: '#237804',
    colorWarning: '#874d00',
    colorError: '#a8071a',
    colorText: '#1b1f27',
    colorTextSecondary: '#565b66',
    colorTextTertiary: '#5f6470',
    colorTextDescription: '#5f6470',
    colorTextPlaceholder: '#6b6b6b',
    colorTextDisabled: '#6b6b6b',
    colorBgLayout: '#f4f6f9',
    colorBgContainer: '#ffffff',
    colorBorder: '#cfd5df',
    colorBorderSecondary: '#e4e8ee',
  },
  components: {
    Table: { headerBg: '#f7f8fb', headerColor: '#565b66', headerSplitColor: 'transparent', rowHoverBg: '#f4f7fd', cellFontSize: 13 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Modal: { titleFontSize: 16 },
    Segmented: { itemSelectedColor: '#0958d9' },
  },
}

export const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#1668dc',
    colorPrimaryHover: '#1f66cc',
    colorInfo: '#69b1ff',
    colorLink: '#69b1ff',
    colorLinkHover: '#91caff',
    colorSuccess: '#95de64',
    colorWarning: '#ffd666',
    colorError: '#ff9c99',
    colorText: '#e8eaee',
    colorTextSecondary: '#a9afba',
    colorTextTertiary: '#a0a6b1',
    colorTextDescription: '#a0a6b1',
    colorTextPlaceholder: '#8c929d',
    colorTextDisabled: '#8c929d',
    colorBgLayout: '#0e1116',
    colorBgContainer: '#161a21',
    colorBgElevated: '#1d222b',
    colorBorder: '#3a414d',
    colorBorderSecondary: '#272d37',
  },
  components: {
    Table: { headerBg: '#1b2029', headerColor: '#a9afba', headerSplitColor: 'transparent', rowHoverBg: '#1c222c', cellFontSize: 13 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500, dangerColor: '#141414' },
    Tabs: { itemSelectedColor: '#69b1ff', inkBarColor: '#69b1ff', itemHoverColor: '#91caff' },
    Modal: { titleFontSize: 16 },
    Badge: { colorError: '#c4242f' },
    Segmented: { itemSelectedColor: '#69b1ff' },
  },
}
