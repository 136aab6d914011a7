#compdef coop
# zsh completion for coop. Put into ~/.zshrc, below compinit:
#
#     source <(coop completion zsh)
#
# or write it to a file called _coop in a folder of $fpath.

_coop() {
  local line kind value
  local -a answer values shown
  answer=("${(@f)$(_COOP_COMPLETE=zsh ${~words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  kind=${answer[1]}
  case $kind in
    files) _files ;;
    folders) _files -/ ;;
    values)
      for line in "${answer[@]:1}"; do
        value=${line%%$'\t'*}
        values+=("$value")
        if [[ $line == *$'\t'* ]]; then
          shown+=("$value  -- ${line#*$'\t'}")
        else
          shown+=("$value")
        fi
      done
      (( $#values )) && compadd -U -l -d shown -a values
      ;;
  esac
}

if [[ ${funcstack[1]-} == _coop ]]; then
  _coop "$@"
else
  compdef _coop coop
fi
