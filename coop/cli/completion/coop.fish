# fish completion for coop. Write it where fish looks for it:
#
#     coop completion fish > ~/.config/fish/completions/coop.fish

function __coop_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l answer (env _COOP_COMPLETE=fish $program $words "$current" 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current" ''
        case values
            set -e answer[1]
            string join \n -- $answer
    end
end

complete --command coop --no-files --arguments '(__coop_complete)'
