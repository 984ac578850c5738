import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { findOrInstall, findProgram, windowsRoots, type BrowserProgram } from './browserPrograms.ts';

const places = (): string[] => {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform !== 'win32') return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
  return windowsRoots().flatMap((root) => [join(root, 'Google/Chrome/Application/chrome.exe'), join(root, 'Chromium/Application/chrome.exe'), join(root, 'Microsoft/Edge/Application/msedge.exe')]);
};

const program: BrowserProgram = {
  variable: 'CHROME_PATH',
  names: process.platform === 'win32' ? ['chrome.exe', 'chromium.exe', 'msedge.exe'] : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'],
  places: places(),
  debian: 'chromium',
};

/** The path of an installed Chromium or relative of it, or null. */
export const findChromium = (): string | null => findProgram(program);

/** Finds Chromium; as root on a Debian-like system installs its package when there is none. */
export const ensureChromium = async (): Promise<string> => {
  const found = await findOrInstall(program);
  if (found !== null) return found;
  throw new Error('The browser tests need Chromium, Chrome or Edge. Install one (Debian: apt-get install chromium; macOS: brew install --cask chromium), or set CHROME_PATH to its program.');
};

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface LaunchOptions {
  /** Chromium's own limit of 200 changes of the address in 10 s, which Playwright switches off; on unless `false`. */
  readonly floodLimit?: boolean;
}

export const launchChromium = async ({ floodLimit = true }: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({ executablePath: await ensureChromium(), args: flags, ...(floodLimit ? { ignoreDefaultArgs: ['--disable-ipc-flooding-protection'] } : {}) });
