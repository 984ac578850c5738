import { join } from 'node:path';
import { launch, type Browser } from 'puppeteer-core';
import { findOrInstall, windowsRoots, type BrowserProgram } from './browserPrograms.ts';

const places = (): string[] => {
  if (process.platform === 'darwin') return ['Firefox', 'Firefox Developer Edition', 'Firefox Nightly'].map((name) => `/Applications/${name}.app/Contents/MacOS/firefox`);
  if (process.platform !== 'win32') return ['/usr/lib/firefox-esr/firefox-esr', '/usr/lib/firefox/firefox', '/opt/firefox/firefox'];
  return windowsRoots().map((root) => join(root, 'Mozilla Firefox/firefox.exe'));
};

const program: BrowserProgram = {
  variable: 'FIREFOX_PATH',
  names: process.platform === 'win32' ? ['firefox.exe'] : ['firefox-esr', 'firefox'],
  places: places(),
  debian: 'firefox-esr',
};

export type Ensured = { readonly path: string } | { readonly missing: string };

/** Finds Firefox; as root on a Debian-like system installs its package when there is none; otherwise says what is missing. */
export const ensureFirefox = async (): Promise<Ensured> => {
  const advice = 'install it (Debian: apt-get install firefox-esr; macOS: brew install --cask firefox; Windows: winget install Mozilla.Firefox), or set FIREFOX_PATH to its program';
  try {
    const path = await findOrInstall(program);
    return path === null ? { missing: `there is no Firefox here; ${advice}` } : { path };
  } catch (reason) {
    return { missing: `there is no Firefox here (${reason instanceof Error ? reason.message : String(reason)}); ${advice}` };
  }
};

export const launchFirefox = (path: string): Promise<Browser> =>
  launch({
    browser: 'firefox',
    executablePath: path,
    headless: true,
    // The light theme, whatever the desktop prefers.
    extraPrefsFirefox: { 'layout.css.prefers-color-scheme.content-override': 1 },
  });
